// ali-oss: settings of a bucket that decide who may do what, under both signature versions; what browsers see is asked without a client.
import assert from 'node:assert/strict';
import http from 'node:http';
import { account, bystander, failure, host, oss, uniqueBucket } from './support.mjs';

/** A request as a browser sends it: unsigned, with the headers that scripts cannot forge. */
const plain = (method, path, headers = {}) => new Promise((resolve, reject) => {
  const request = http.request(`http://${host}${path}`, { method, headers }, reply => {
    let body = '';
    reply.setEncoding('utf8').on('data', part => { body += part; }).on('end', () => resolve({ status: reply.statusCode, headers: reply.headers, body }));
  });
  request.on('error', reject).end();
});

async function inABucket(options, run) {
  const client = oss(options);
  const bucket = uniqueBucket();
  await client.putBucket(bucket);
  client.useBucket(bucket);
  await client.put('page.html', Buffer.from('page'), { headers: { 'Content-Type': 'text/html' } });
  try {
    await run(client, bucket);
  } finally {
    await client.deleteMulti(['page.html', 'index.html', 'error.html']);
    await client.deleteBucket(bucket);
  }
}

async function policy(client, bucket) {
  // ali-oss 6.23 takes the 404 for an answer.
  const none = await client.getBucketPolicy(bucket);
  assert.deepEqual([none.status, none.policy], [404, null]);
  const statement = effect => ({
    Version: '1',
    Statement: [{ Effect: effect, Principal: ['*'], Action: ['oss:GetObject'], Resource: [`acs:oss:*:${account}:${bucket}/*`] }],
  });
  const other = oss({ ...bystander, bucket });
  assert.equal((await failure(() => other.get('page.html'))).code, 'AccessDenied');
  assert.equal((await client.putBucketPolicy(bucket, statement('Allow'))).status, 200);
  assert.deepEqual((await client.getBucketPolicy(bucket)).policy, statement('Allow'));
  assert.equal((await other.get('page.html')).content.toString(), 'page');
  assert.equal((await plain('GET', `/${bucket}/page.html`)).body, 'page');
  await client.putBucketPolicy(bucket, statement('Deny'));
  const denied = await failure(() => client.get('page.html'));
  assert.deepEqual([denied.code, denied.message, denied.ecCode], ['AccessDenied', 'Access denied by bucket policy.', '0003-00000101']);
  assert.equal((await client.deleteBucketPolicy(bucket)).status, 204);
  assert.equal((await client.get('page.html')).content.toString(), 'page');
}

async function cors(client, bucket) {
  assert.equal((await failure(() => client.getBucketCORS(bucket))).code, 'NoSuchCORSConfiguration');
  const rules = [
    { allowedOrigin: 'https://*.example.com', allowedMethod: ['GET', 'PUT'], allowedHeader: '*', exposeHeader: 'ETag', maxAgeSeconds: '10' },
    { allowedOrigin: '*', allowedMethod: 'GET' },
  ];
  await client.putBucketCORS(bucket, rules);
  assert.deepEqual((await client.getBucketCORS(bucket)).rules, rules);
  const ask = (origin, method) => plain('OPTIONS', `/${bucket}/page.html`, { Origin: origin, 'Access-Control-Request-Method': method });
  const allowed = await ask('https://www.example.com', 'PUT');
  assert.deepEqual([allowed.status, allowed.headers['access-control-allow-origin']], [200, 'https://www.example.com']);
  assert.equal((await ask('http://elsewhere', 'PUT')).status, 403);
  await client.deleteBucketCORS(bucket);
  assert.equal((await failure(() => client.getBucketCORS(bucket))).code, 'NoSuchCORSConfiguration');
}

async function referer(client, bucket) {
  assert.deepEqual([(await client.getBucketReferer(bucket)).allowEmpty, (await client.getBucketReferer(bucket)).referers], [true, null]);
  await client.putBucketACL(bucket, 'public-read');
  await client.putBucketReferer(bucket, false, ['https://*.example.com', 'http://www.example.com']);
  const got = await client.getBucketReferer(bucket);
  assert.deepEqual([got.allowEmpty, got.referers], [false, ['https://*.example.com', 'http://www.example.com']]);
  const read = headers => plain('GET', `/${bucket}/page.html`, headers).then(reply => reply.status);
  assert.deepEqual([await read({}), await read({ Referer: 'http://elsewhere/' }), await read({ Referer: 'https://a.example.com/b' })], [403, 403, 200]);
  assert.equal((await client.get('page.html')).content.toString(), 'page');
  await client.deleteBucketReferer(bucket);
  assert.equal(await read({}), 200);
}

async function website(client, bucket) {
  assert.equal((await failure(() => client.getBucketWebsite(bucket))).code, 'NoSuchWebsiteConfiguration');
  const routingRules = [{
    RuleNumber: '1',
    Condition: { KeyPrefixEquals: 'old/', HttpErrorCodeReturnedEquals: '404' },
    Redirect: { RedirectType: 'External', HostName: 'www.example.com', ReplaceKeyPrefixWith: 'new/', HttpRedirectCode: '302' },
  }];
  await client.putBucketWebsite(bucket, { index: 'index.html', error: 'error.html', routingRules });
  const got = await client.getBucketWebsite(bucket);
  assert.deepEqual([got.index, got.error, got.routingRules], ['index.html', 'error.html', routingRules]);
  await client.putBucketACL(bucket, 'public-read');
  for (const page of ['index.html', 'error.html']) await client.put(page, Buffer.from(page));
  assert.equal((await plain('GET', `/${bucket}/`)).body, 'index.html');
  const missing = await plain('GET', `/${bucket}/none`);
  assert.deepEqual([missing.status, missing.body], [404, 'error.html']);
  assert.equal((await plain('GET', `/${bucket}/old/a`)).headers.location, 'http://www.example.com/new/a');
  assert.equal((await failure(() => client.get('none'))).code, 'NoSuchKey');
  await client.deleteBucketWebsite(bucket);
  assert.equal((await failure(() => client.getBucketWebsite(bucket))).code, 'NoSuchWebsiteConfiguration');
}

async function requestPayment(client, bucket) {
  assert.equal((await client.getBucketRequestPayment(bucket)).payer, 'BucketOwner');
  await client.putBucketRequestPayment(bucket, 'Requester');
  assert.equal((await client.getBucketRequestPayment(bucket)).payer, 'Requester');
  assert.equal((await client.get('page.html')).content.toString(), 'page');
}

const scenarios = {};
for (const [version, options] of Object.entries({ V1: {}, V4: { authorizationV4: true } })) {
  for (const run of [policy, cors, referer, website, requestPayment]) scenarios[`${run.name} of a bucket, ${version}`] = () => inABucket(options, run);
}

export default scenarios;
