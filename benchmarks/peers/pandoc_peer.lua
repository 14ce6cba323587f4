-- One pandoc for many reports: for each line on standard input, the Markdown file named there becomes a Word file.
local reference = arg[1]
for name in io.lines() do
  local file = assert(io.open(name))
  local document = pandoc.read(file:read("a"), "markdown-smart")
  file:close()
  local out = assert(io.open(name .. ".docx", "wb"))
  out:write(pandoc.write(document, "docx", { reference_doc = reference }))
  out:close()
  print(name)
  io.stdout:flush()
end
