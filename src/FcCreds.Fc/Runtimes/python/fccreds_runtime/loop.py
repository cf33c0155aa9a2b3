"""The process in which a handler runs: takes invocations from the runtime API and answers them, one at a time."""
import sys

from fccreds_runtime import environment, failure, logs, output, result, wsgi
from fccreds_runtime.api import RuntimeApi
from fccreds_runtime.context import context_for
from fccreds_runtime.debugger import Debugger
from fccreds_runtime.handlers import Handlers

HOOKS = {'1': 'function-initializer', '2': 'instance-lifecycle-pre-stop-handler'}


def answer(call, runtime, handlers, debugger):
    """Runs the user's code; returns whether it succeeded, the bytes to send, and what an HTTP handler says of its answer."""
    try:
        debugger.attach()
        context = context_for(runtime, call)
        hook = HOOKS.get(call.header('function-type'))
        if hook:
            handlers.load(call.header(hook))(context)
            return True, b'', None
        handler = handlers.load(call.header('function-handler'))
        if call.header('http-params'):
            return (True,) + wsgi.answer(handler, call, context)
        return True, result.to_bytes(handler(call.event, context)), None
    except Exception as error:  # SystemExit is not one: sys.exit ends the process, as it does in the cloud
        text = failure.to_text(error, sys.exc_info()[2])
        logs.log_error(text)
        return False, text.encode('utf-8'), None


def main():
    settings = environment.take_settings()
    output.set_up(settings.marker)
    logs.set_up()
    environment.set_up_path(settings)
    api = RuntimeApi(settings.runtime_api)
    handlers = Handlers(settings.code_path)
    debugger = Debugger(settings.debug_port)
    while True:
        call = api.next()
        logs.begin_call(call.request_id)
        succeeded, body, http_params = answer(call, settings.runtime, handlers, debugger)
        output.end_call(call.request_id)
        if succeeded:
            api.respond(call.request_id, body, http_params)
        else:
            api.fail(call.request_id, body)
