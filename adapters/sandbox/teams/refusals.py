"""What the Bot Connector says no to."""


class ConnectorRefusal(Exception):
    """A call that is answered with a status and `{"error": {"code", "message"}}`."""

    def __init__(self, status: int, code: str, message: str = "") -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message or code
