# make 列出能做什么。第一次会建 .venv 并安装依赖，以后只做有变化的部分。

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install -qq
OUT := out
EXAMPLES := $(wildcard examples/*.yaml)
# 松林镇的表格要用它自己的模板
TABLES := examples/tables.yaml
# 柳林乡的报告盖章
SEALED := examples/sealed.yaml

# 用哪个 Python：make PYTHON=/path/to/python3.12 demo。没有指定时找第一个能用的。
PYTHON ?=
CANDIDATES := python3.14 python3.13 python3.12 python3.11 python3 python

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint check-types unit docs bench soak fuzz clean

help: ## 列出能做什么
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

demo: $(VENV)/.installed ## 安装，并把 examples/ 里的数据写成 Word 汇报，放在 out/
	@if [ -z "$(EXAMPLES)" ]; then echo "examples/ 里还没有数据文件。" >&2; exit 1; fi
	@mkdir -p $(OUT)
	@for data in $(filter-out $(TABLES) $(SEALED),$(EXAMPLES)); do $(BIN)/fupin-report render "$$data" -o $(OUT)/ --force || exit $$?; done
	@$(BIN)/fupin-report render $(TABLES) -t examples/table_templates -o $(OUT)/ --force
	@$(BIN)/fupin-report render $(SEALED) --layout examples/sealed_layout/layout.yaml -o $(OUT)/ --force
	@$(BIN)/fupin-report build examples/county -o $(OUT)/county
	@echo
	@echo "可以看什么："
	@echo "  $(OUT)/ 里的 .docx     用 Word 或 WPS 打开；每个数字都来自 examples/ 里的一行"
	@echo "  $(OUT)/county/ 里      一个县八个乡镇、三期的汇报，一次生成"
	@echo "  改一个数字，再核对     $(BIN)/fupin-report check $(firstword $(EXAMPLES))"
	@echo "  全部命令               $(BIN)/fupin-report --help"

test: lint check-types unit ## 全部检查：ruff、mypy、pytest

lint: $(VENV)/.dev ## 代码风格（ruff）
	$(BIN)/ruff check
	$(BIN)/ruff format --check

check-types: $(VENV)/.dev ## 类型（mypy --strict）
	$(BIN)/mypy

unit: $(VENV)/.dev ## 测试（pytest）
	$(BIN)/pytest -n auto

bench: $(VENV)/.dev ## 速度：与底线、同类工具比较（怎么读见 benchmarks/README.md；只量一项：ARGS=scale）
	@$(PIP) -e '.[bench]'
	$(BIN)/python benchmarks/run.py $(ARGS)

soak: $(VENV)/.dev ## 批量生成反复被杀、长时间运行（约二十分钟；短一些：ARGS="--rounds 2 --kills 10"）
	PYTHONPATH=tests $(BIN)/python tests/soak.py $(ARGS)

fuzz: $(VENV)/.dev ## 给每个读取外来内容的地方喂随机输入（atheris），各 SECONDS 秒，默认 300
	@$(PIP) -e '.[fuzz]'
	@for each in yaml json values markup template word word_xml; do \
	  $(BIN)/python tests/fuzz/fuzz.py $$each -max_total_time=$(or $(SECONDS),300) || exit $$?; \
	done

docs: $(VENV)/.installed ## 重写由别处生成的文件：数据手册、块的一览、JSON Schema、英文目录
	$(BIN)/fupin-report fields --markdown > docs/data.md
	$(BIN)/fupin-report schema > docs/schema.json
	$(BIN)/fupin-report explain --markdown > docs/checks.md
	{ printf '# 节、块、例句\n\n要改哪句话，先找到它在哪一节、哪一块，再照[模板怎么改](templates.zh-CN.md)改写。本页由 `make docs` 从 `examples/` 写成。\n'; \
	  for kind in progress semiannual visit annual rectification funds_notice; do \
	    printf '\n'; $(BIN)/fupin-report templates blocks $$kind --data examples/$$kind.yaml --markdown; \
	  done; } > docs/blocks.md
	$(BIN)/pybabel -q compile -d src/fupin_report/locale -D cli

clean: ## 删去 make 生成的一切，包括 .venv
	rm -rf $(VENV) $(OUT) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# 已有的 .venv 只要够新就留用，不重建
$(VENV)/.python:
	@if $(BIN)/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	  touch $@; exit 0; \
	fi; \
	found=; lacking=; \
	for each in $(or $(PYTHON),$(CANDIDATES)); do \
	  "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  if "$$each" -c 'import venv, ensurepip' 2>/dev/null; then found=$$each; break; fi; \
	  lacking=$${lacking:-$$each}; \
	done; \
	if [ -z "$$found" ] && [ -n "$$lacking" ]; then \
	  echo "$$lacking 缺少 venv 组件。Debian、Ubuntu 请执行：sudo apt-get install python3-venv" >&2; exit 1; \
	elif [ -z "$$found" ]; then \
	  echo "需要 Python 3.11 或更新的版本。装好后再试，或指明：make PYTHON=/path/to/python3.12 demo" >&2; exit 1; \
	fi; \
	echo "用 $$("$$found" --version) 建 $(VENV)"; \
	"$$found" -m venv --clear $(VENV) && touch $@

$(VENV)/.installed: $(VENV)/.python pyproject.toml
	@echo "安装依赖（第一次约一分钟）……"
	@$(PIP) -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	@echo "安装开发工具……"
	@$(PIP) -e '.[dev]'
	@touch $@
