"""What a handler returned, as bytes."""
from fccreds_runtime import standard

TEXT = type(u'')


def _plain(value):
    datetime, decimal = standard.load('datetime'), standard.load('decimal')
    if isinstance(value, decimal.Decimal):
        return float(value)
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if hasattr(value, 'to_json'):
        return value.to_json()
    raise TypeError('Object of type %s is not JSON serializable' % type(value).__name__)


def to_bytes(returned):
    if isinstance(returned, bytes):
        return returned
    if not isinstance(returned, TEXT):
        returned = standard.load('json').dumps(returned, indent=4, sort_keys=True, default=_plain)
    return returned if isinstance(returned, bytes) else returned.encode('utf-8')
