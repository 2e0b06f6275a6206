"""One transaction for use cases that belong together."""

from contextlib import AbstractContextManager, nullcontext

from venue_kiosk.ports import Transactions


def joined(transactions: Transactions) -> AbstractContextManager[None]:
    """Run the block inside the caller's transaction, or in one of its own."""
    return nullcontext() if transactions.in_transaction else transactions.transaction()
