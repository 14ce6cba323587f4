"""The facts of a report: sections as declared in the data handbook, one file each."""

from fupin_report.model.explanations import Explanation
from fupin_report.model.fields import Field, Section, Year
from fupin_report.model.funds import Fund, FundLevel
from fupin_report.model.identification import Identification
from fupin_report.model.industries import Industry, IndustryKind, LandTransfer
from fupin_report.model.infrastructure import Infrastructure
from fupin_report.model.manuscript import BasisDocument, DocumentType, IssuerKind, Manuscript
from fupin_report.model.monitoring import Monitoring
from fupin_report.model.notice import FundsNotice
from fupin_report.model.organisations import Organisations
from fupin_report.model.outcomes import Outcome
from fupin_report.model.party import Party
from fupin_report.model.period import Half, Period
from fupin_report.model.plans import Plan
from fupin_report.model.problems import Shortcoming
from fupin_report.model.projects import Project, ProjectCategory, ProjectStatus
from fupin_report.model.rectification import Rectification, RectificationItem
from fupin_report.model.relief import Occasion, Relief
from fupin_report.model.report import REQUIRED_SECTIONS, Report
from fupin_report.model.service import Service
from fupin_report.model.sourced import Sourced
from fupin_report.model.township import Township, TownshipKind
from fupin_report.model.training import Training
from fupin_report.model.villages import PovertyStatus, Village, VillageKind
from fupin_report.model.visit import VisitEvent

__all__ = [
    "REQUIRED_SECTIONS",
    "BasisDocument",
    "DocumentType",
    "Explanation",
    "Field",
    "Fund",
    "FundLevel",
    "FundsNotice",
    "Half",
    "Identification",
    "Industry",
    "IndustryKind",
    "Infrastructure",
    "IssuerKind",
    "LandTransfer",
    "Manuscript",
    "Monitoring",
    "Occasion",
    "Organisations",
    "Outcome",
    "Party",
    "Period",
    "Plan",
    "PovertyStatus",
    "Project",
    "ProjectCategory",
    "ProjectStatus",
    "Rectification",
    "RectificationItem",
    "Relief",
    "Report",
    "Section",
    "Service",
    "Shortcoming",
    "Sourced",
    "Township",
    "TownshipKind",
    "Training",
    "Village",
    "VillageKind",
    "VisitEvent",
    "Year",
]
