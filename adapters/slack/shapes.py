"""The shapes in which Slack speaks over HTTP; whatever has another shape is refused (input 16).

Only what we, or Bolt, take apart is described. Texts are checked to be strings and no more: what
people type may hold characters that are not well-formed.
"""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Discriminator, InstanceOf, Tag, TypeAdapter

Text: TypeAlias = InstanceOf[str]
Id: TypeAlias = Annotated[str, ...]
