"""The context object of each runtime: exactly the attributes that Function Compute gives it."""
import base64
import json

from fccreds_runtime import output


class Credentials(object):
    def __init__(self, call):
        self.access_key_id = call.header('access-key-id')
        self.access_key_secret = call.header('access-key-secret')
        self.security_token = call.header('security-token')


class FunctionMeta(object):
    def __init__(self, call):
        self.name = call.header('function-name')
        self.handler = call.header('function-handler')
        self.memory = int(call.header('function-memory'))
        self.timeout = call.header('function-timeout')  # text, as the cloud's runtime leaves it


class ServiceMeta(object):
    def __init__(self, call):
        self.name = call.header('service-name')
        self.log_project = call.header('service-logproject')
        self.log_store = call.header('service-logstore')
        self.qualifier = call.header('qualifier')
        self.version_id = call.header('version-id')


class Tracing(object):
    def __init__(self, call):
        self.span_context = call.header('tracing-opentracing-span-context')
        self.jaeger_endpoint = call.header('tracing-jaeger-endpoint')
        baggages = call.header('tracing-opentracing-span-baggages')
        self.span_baggages = json.loads(base64.b64decode(baggages).decode('utf-8')) if baggages else {}


class FCContext(object):
    """Common part."""

    def __init__(self, call):
        self.request_id = call.request_id
        self.account_id = call.header('account-id')
        self.region = call.header('region')
        self.function = FunctionMeta(call)

    def getLogger(self):
        self.logger = output.context_logger()
        return self.logger


def _up_to_310(call):
    context = FCContext(call)
    context.credentials = Credentials(call)
    context.service = ServiceMeta(call)
    context.tracing = Tracing(call)
    context.retry_count = int(call.header('retry-count') or 0)
    context.getLogger()
    return context


def _from_312(call):
    # No credentials, service or tracing: reading context.credentials must fail here as it fails in the cloud.
    context = FCContext(call)
    context.function.version_id = call.header('version-id')
    context.function.qualifier = call.header('qualifier')
    context.log_project = call.header('service-logproject')
    context.log_store = call.header('service-logstore')
    context.logger = None
    return context


def context_for(runtime, call):
    return _from_312(call) if runtime == 'python3.12' else _up_to_310(call)
