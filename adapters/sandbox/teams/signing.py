"""The key server: what Bot Framework signs its calls to the app with, and where the keys lie."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

from adapters.sandbox.teams.identity import JsonObject

ISSUER = "https://api.botframework.com"
ALGORITHM = "RS256"
ENDORSED = ("msteams",)
_TOKEN_LIFE = timedelta(hours=1)
_KEY_BITS = 2048


def _new_key() -> RSAPrivateKey:
    return generate_private_key(public_exponent=65537, key_size=_KEY_BITS)


@cache
def _first_key() -> RSAPrivateKey:
    """Return the key that every sandbox of this process begins with: making one takes long."""
    return _new_key()


class Signing:
    """Signs tokens, by the sandbox's clock."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.address = ""
        self._now = now
        self._keys = [(secrets.token_urlsafe(16), _first_key())]

    @property
    def openid_url(self) -> str:
        """Where the metadata lies that names the place of the keys."""
        return f"{self.address}/teams/openid"

    def rotate_keys(self) -> None:
        """Sign with a new key from now on; the one before stays published, older ones go."""
        self._keys = [*self._keys[-1:], (secrets.token_urlsafe(16), _new_key())]

    def token(self, app_id: str, service_url: str) -> str:
        """Return a token for a call to the app."""
        name, key = self._keys[-1]
        claims = {
            "iss": ISSUER,
            "aud": app_id,
            "serviceurl": service_url,
            "nbf": self._now() - timedelta(minutes=1),
            "exp": self._now() + _TOKEN_LIFE,
        }
        return jwt.encode(claims, key, ALGORITHM, headers={"kid": name, "x5t": name})

    def routes(self) -> list[web.RouteDef]:
        """Return the routes where the app looks up the keys."""
        return [web.get("/teams/openid", self._openid), web.get("/teams/keys", self._published)]

    async def _openid(self, _request: web.Request) -> web.Response:
        return web.json_response(
            {
                "issuer": ISSUER,
                "authorization_endpoint": "https://invalid.botframework.com",
                "jwks_uri": f"{self.address}/teams/keys",
                "id_token_signing_alg_values_supported": [ALGORITHM],
                "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            }
        )

    async def _published(self, _request: web.Request) -> web.Response:
        return web.json_response({"keys": [_described(name, key) for name, key in self._keys]})


def _described(name: str, key: RSAPrivateKey) -> JsonObject:
    public = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return {**public, "use": "sig", "kid": name, "x5t": name, "endorsements": list(ENDORSED)}
