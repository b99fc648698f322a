"""The commands of Dutydesk."""
