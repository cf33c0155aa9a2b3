# A first function: `fccreds invoke hello` runs it with the credentials of hello-role.
import json
import os


def handler(event, context):
    name = json.loads(event or '{}').get('name', 'world')
    return '%s, %s. I run with %s.' % (os.environ['GREETING'], name, os.environ['ALIBABA_CLOUD_ACCESS_KEY_ID'])
