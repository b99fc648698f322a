"""Dutydesk: the assistant that school staff talk to in Slack and Teams."""

VERSION = "0.1.0"
