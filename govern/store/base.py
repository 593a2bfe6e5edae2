"""The declarative base and the column types of all tables."""

from typing import Annotated, Any

from sqlalchemy import BigInteger, LargeBinary, MetaData, Text, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, mapped_column

from govern.record import strict_json


class StrictJson(TypeDecorator[Any]):
    """A value stored as strict JSON, so that equal values have equal bytes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Value to text."""
        del dialect
        return None if value is None else strict_json.encode(value).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Text to value."""
        del dialect
        return None if value is None else strict_json.decode(value.encode())


JsonValue = Annotated[Any, mapped_column(StrictJson, nullable=False)]


class Base(DeclarativeBase):
    """Base class of all rows. Constraints are named so that migrations can refer to them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {int: BigInteger, str: Text, bytes: LargeBinary}
