// ali-oss: what objects have besides content. Every scenario runs under both signature versions.
import assert from 'node:assert/strict';
import { failure, oss, uniqueBucket } from './support.mjs';

async function inABucket(options, scenario) {
  const client = oss(options);
  const bucket = uniqueBucket();
  await client.putBucket(bucket);
  client.useBucket(bucket);
  try {
    await scenario(client, bucket);
  } finally {
    const { objects } = await client.listV2({ 'max-keys': 1000 });
    if (objects) await client.deleteMulti(objects.map(o => o.name), { quiet: true });
    await client.deleteBucket(bucket);
  }
}

const scenarios = {
  async 'Tags are put, read and deleted'(client) {
    await client.put('a', Buffer.from('a'), { headers: { 'x-oss-tagging': 'first=1&second%202=b%2Fc' } });
    assert.deepEqual((await client.getObjectTagging('a')).tag, { first: '1', 'second 2': 'b/c' });
    assert.equal((await client.head('a')).res.headers['x-oss-tagging-count'], '2');
    await client.putObjectTagging('a', { only: 'one' });
    assert.deepEqual((await client.getObjectTagging('a')).tag, { only: 'one' });
    assert.equal((await client.deleteObjectTagging('a')).status, 204);
    assert.deepEqual((await client.getObjectTagging('a')).tag, {});
    assert.equal((await failure(() => client.put('a', Buffer.from('a'), { headers: { 'x-oss-tagging': 'aa=bb=cc' } }))).code, 'InvalidTag');
    assert.equal((await failure(() => client.getObjectTagging('nobody'))).code, 'NoSuchKey');
  },

  async 'Copies keep or replace headers and tags, and obey conditions'(client, bucket) {
    const put = await client.put('from', Buffer.from('copied'), { meta: { one: '1' }, headers: { 'x-oss-tagging': 'a=1', 'Cache-Control': 'no-cache' } });
    const copied = await client.copy('to', 'from');
    assert.equal(copied.data.etag, put.res.headers.etag);
    const kept = await client.head('to');
    assert.deepEqual(kept.meta, { one: '1' });
    assert.equal(kept.res.headers['cache-control'], 'no-cache');
    assert.deepEqual((await client.getObjectTagging('to')).tag, { a: '1' });

    await client.copy('to', `/${bucket}/from`, { meta: { two: '2' } });
    assert.deepEqual((await client.head('to')).meta, { two: '2' });
    await client.copy('to', 'from', bucket, { headers: { 'x-oss-tagging-directive': 'Replace', 'x-oss-tagging': 'b=2' } });
    assert.deepEqual((await client.getObjectTagging('to')).tag, { b: '2' });
    // Onto itself: the way to change an object's headers.
    await client.putMeta('to', { three: '3' });
    assert.deepEqual((await client.head('to')).meta, { three: '3' });
    assert.equal((await client.get('to')).content.toString(), 'copied');

    const unchanged = await client.copy('to', 'from', { headers: { 'If-None-Match': put.res.headers.etag } });
    assert.equal(unchanged.res.status, 304);
    assert.equal((await failure(() => client.copy('to', 'from', { headers: { 'If-Match': '"0"' } }))).status, 412);
    assert.equal((await failure(() => client.copy('to', 'nobody'))).code, 'NoSuchKey');
  },

  async 'Links lead to other keys'(client) {
    const body = Buffer.from('behind the link');
    const put = await client.put('dir/target é+1.txt', body, { headers: { 'Content-Type': 'text/plain' } });
    await client.putSymlink('link', 'dir/target é+1.txt', { meta: { of: 'link' }, storageClass: 'IA', headers: { 'x-oss-object-acl': 'private' } });
    assert.equal((await client.getSymlink('link')).targetName, 'dir/target é+1.txt');
    const got = await client.get('link');
    assert.equal(got.content.toString(), body.toString());
    const head = await client.head('link');
    assert.equal(head.res.headers['x-oss-object-type'], 'Symlink');
    assert.equal(head.res.headers['content-length'], `${body.length}`);
    assert.equal(head.res.headers.etag, put.res.headers.etag);
    assert.deepEqual(head.meta, { of: 'link' });
    assert.equal((await client.getObjectMeta('link')).res.headers['content-length'], '0');
    assert.equal((await client.listV2({ prefix: 'link' })).objects[0].type, 'Symlink');
    assert.equal((await client.getACL('link')).acl, 'private');
    assert.equal((await failure(() => client.getSymlink('dir/target é+1.txt'))).code, 'NotSymlink');
    await client.putSymlink('dangling', 'nobody');
    assert.equal((await failure(() => client.get('dangling'))).code, 'SymlinkTargetNotExist');
    await client.putSymlink('chain', 'link');
    assert.equal((await failure(() => client.get('chain'))).code, 'InvalidTargetType');
    await client.copy('copied link', 'link');
    assert.equal((await client.getSymlink('copied link')).targetName, 'dir/target é+1.txt');
  },

  async 'Archived objects are restored first'(client) {
    for (const type of ['Archive', 'ColdArchive', 'DeepColdArchive']) {
      await client.put(type, Buffer.from(type), { headers: { 'x-oss-storage-class': type } });
      assert.equal((await failure(() => client.get(type))).code, 'InvalidObjectState');
      assert.equal((await client.restore(type, { type, Days: 3 })).res.status, 202);
      assert.equal((await client.head(type)).res.headers['x-oss-restore'], 'ongoing-request="true"');
      assert.equal((await failure(() => client.restore(type, { type }))).code, 'RestoreAlreadyInProgress');
      const { objects } = await client.listV2({ prefix: type });
      assert.equal(objects[0].restoreInfo.ongoingRequest, true);
      assert.equal(objects[0].storageClass, type);
    }
    await client.put('warm', Buffer.from('warm'));
    assert.equal((await failure(() => client.restore('warm'))).code, 'OperationNotSupported');
  },

  async 'Images are told about, processed and saved'(client, bucket) {
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAACgAAAAUCAAAAADaLSBnAAAAOklEQVR42o3BgQGAEAAAwSdUEtH+u1rh78AKElHikEgSWaJInBKXxC1RJR6JJvFKdIkh8UlMiSXxSxvsrh2xUQTuHQAAAABJRU5ErkJggg==', 'base64');
    await client.put('dir/a b.png', png);
    const process = 'image/info';
    const info = JSON.parse((await client.get('dir/a b.png', { process })).content);
    assert.deepEqual([info.ImageWidth.value, info.ImageHeight.value, info.Format.value], ['40', '20', 'png']);
    assert.deepEqual((await client.get('dir/a b.png', { process: 'image/resize,w_4000' })).content, png);
    const url = client.options.authorizationV4
      ? await client.signatureUrlV4('GET', 60, { queries: { 'x-oss-process': process } }, 'dir/a b.png')
      : client.signatureUrl('dir/a b.png', { expires: 60, process });
    assert.deepEqual(await (await fetch(url)).json(), info);
    assert.equal((await failure(() => client.get('dir/a b.png', { process: 'image/resize,w_0' }))).code, 'InvalidArgument');
    assert.equal((await failure(() => client.get('dir/a b.png', { process: 'style/nobody' }))).code, 'NoSuchStyle');
    assert.equal((await failure(() => client.get('dir/a b.png', { process: 'video/snapshot,t_1' }))).code, 'NotImplemented');

    await client.processObjectSave('dir/a b.png', 'saved é.png', 'image/resize,w_4000');
    assert.deepEqual((await client.get('saved é.png')).content, png);
    await client.processObjectSave('dir/a b.png', 'there.png', 'image/resize,w_4000', bucket);
    assert.equal((await client.head('there.png')).res.headers['content-type'], 'image/png');
    // It throws at nothing that is answered.
    assert.equal((await client.processObjectSave('nobody', 'x', 'image/resize,w_4000')).status, 404);

    const small = await client.get('dir/a b.png', { process: 'image/resize,w_10/format,jpg' }).catch(error => error);
    // Without ImageMagick there is only what needs no pixels.
    if (small.code === 'NotImplemented' && small.message.includes('ImageMagick')) return;
    assert.equal(small.res.headers['content-type'], 'image/jpeg');
    await client.put('small.jpg', small.content);
    assert.equal(JSON.parse((await client.get('small.jpg', { process })).content).ImageWidth.value, '10');
  },

  async 'A traffic limit slows and breaks nothing'(client) {
    const body = Buffer.alloc(200_000, 'a');
    await client.put('a', body, { headers: { 'x-oss-traffic-limit': '8388608' } });
    assert.deepEqual((await client.get('a', { headers: { 'x-oss-traffic-limit': '8388608' } })).content, body);
  },

  async 'Encryption and persistent headers are kept'(client) {
    await client.put('a', Buffer.from('a'), {
      headers: { 'x-oss-server-side-encryption': 'AES256', 'x-oss-persistent-headers': `x-my:${Buffer.from('mine').toString('base64')}` },
    });
    const { headers } = (await client.head('a')).res;
    assert.equal(headers['x-oss-server-side-encryption'], 'AES256');
    assert.equal(headers['x-my'], 'mine');
    const wrong = await failure(() => client.put('a', Buffer.from('a'), { headers: { 'x-oss-server-side-encryption': 'DES' } }));
    assert.equal(wrong.code, 'InvalidEncryptionAlgorithmError');
  },
};

const every = {};
for (const [name, scenario] of Object.entries(scenarios)) {
  every[`${name}: V1`] = () => inABucket({}, scenario);
  every[`${name}: V4`] = () => inABucket({ authorizationV4: true }, scenario);
}
export default every;
