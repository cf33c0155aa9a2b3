// Browser uploads: forms signed by ali-oss, posted by fetch. Upload callbacks, verified as an application would.
import assert from 'node:assert/strict';
import { createVerify } from 'node:crypto';
import { createServer } from 'node:http';
import { host, oss, port, region, tester, text, uniqueBucket } from './support.mjs';

async function post(bucket, fields, content) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([content], { type: 'text/plain' }), 'from browser.txt');
  return fetch(`http://localhost:${port}/${bucket}/`, { method: 'POST', body: form });
}

async function withBucket(options, run) {
  const client = oss(options);
  const bucket = uniqueBucket();
  await client.putBucket(bucket);
  client.useBucket(bucket);
  await run(client, bucket);
  await client.deleteMulti((await client.listV2({ 'max-keys': 100 })).objects.map(o => o.name));
  await client.deleteBucket(bucket);
}

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

export default {
  'A form signed by calculatePostSignature': () => withBucket({}, async (client, bucket) => {
    const policy = { expiration: inAnHour(), conditions: [{ bucket }, ['starts-with', '$key', 'up/'], ['content-length-range', 1, 100]] };
    const signed = client.calculatePostSignature(policy);
    const posted = await post(bucket, { ...signed, key: 'up/${filename}', 'x-oss-meta-author': 'zoe' }, 'hello');
    assert.equal(posted.status, 204, await posted.text());
    const got = await client.get('up/from browser.txt');
    assert.equal(got.content.toString(), 'hello');
    assert.equal(got.res.headers['x-oss-meta-author'], 'zoe');
    const refused = await post(bucket, { ...signed, key: 'elsewhere' }, 'hello');
    assert.equal(refused.status, 403);
    assert.match(await refused.text(), /Policy Condition failed/);
  }),

  'A form signed by signPostObjectPolicyV4': () => withBucket({ authorizationV4: true }, async (client, bucket) => {
    const now = new Date();
    const stamp = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
    const signing = {
      'x-oss-signature-version': 'OSS4-HMAC-SHA256',
      'x-oss-credential': `${tester.accessKeyId}/${stamp.slice(0, 8)}/${region.slice(4)}/oss/aliyun_v4_request`,
      'x-oss-date': stamp,
    };
    const policy = { expiration: inAnHour(), conditions: [{ bucket }, ...Object.entries(signing).map(([k, v]) => ({ [k]: v }))] };
    const posted = await post(bucket, {
      ...signing,
      policy: Buffer.from(JSON.stringify(policy)).toString('base64'),
      'x-oss-signature': client.signPostObjectPolicyV4(policy, now),
      key: 'a',
      success_action_status: '201',
    }, 'hello');
    assert.equal(posted.status, 201);
    assert.match(await posted.text(), /<Key>a<\/Key>/);
    assert.equal((await client.get('a')).content.toString(), 'hello');
  }),

  'Upload callbacks of put and of multipart uploads': () => withBucket({}, async client => {
    const told = [];
    const application = createServer(async (request, response) => {
      told.push({ headers: request.headers, body: await text(request) });
      response.end('{"Status":"OK"}');
    });
    await new Promise(ready => application.listen(0, '127.0.0.1', ready));
    try {
      const callback = {
        url: `http://127.0.0.1:${application.address().port}/told?x=1`,
        body: 'object=${object}&size=${size}&who=${x:who}',
        customValue: { who: 'zoe' },
      };
      const put = await client.put('a', Buffer.from('hello'), { callback });
      assert.deepEqual(put.data, { Status: 'OK' });
      assert.equal(told[0].body, 'object=a&size=5&who=zoe');
      const key = await (await fetch(`http://${host}/_fccreds/callback-public-key.pem`)).text();
      const verify = createVerify('RSA-MD5').update(`/told?x=1\n${told[0].body}`);
      assert.ok(verify.verify(key, told[0].headers.authorization, 'base64'));

      const parts = await client.multipartUpload('b', Buffer.alloc(300 * 1024), { partSize: 100 * 1024, callback });
      assert.deepEqual(parts.data, { Status: 'OK' });
      assert.equal(told[1].body, `object=b&size=${300 * 1024}&who=zoe`);
    } finally {
      application.close();
    }
  }),
};
