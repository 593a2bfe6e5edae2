"""The verifier: checks a whole record from its bundle alone, by the same rules as the server and without it."""

from govern.verify.audit import verify
from govern.verify.report import Finding, Report

__all__ = ["Finding", "Report", "verify"]
