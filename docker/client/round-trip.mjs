// Puts and gets an object with ali-oss as it comes, at the endpoint of the cloud. Run it where ali-oss is installed.
//   OSS_ENDPOINT   http://oss-cn-hangzhou.aliyuncs.com, or its https twin (then NODE_EXTRA_CA_CERTS names the authority)
//   OSS_ACCESS_KEY_ID, OSS_ACCESS_KEY_SECRET, OSS_BUCKET
import { createRequire } from 'node:module';
import { join } from 'node:path';

const OSS = createRequire(join(process.cwd(), 'package.json'))('ali-oss');
const { OSS_ENDPOINT: endpoint, OSS_BUCKET: bucket, OSS_ACCESS_KEY_ID: accessKeyId, OSS_ACCESS_KEY_SECRET: accessKeySecret } = process.env;
const client = new OSS({ endpoint, bucket, accessKeyId, accessKeySecret, secure: endpoint.startsWith('https:'), timeout: 20_000 });

await client.putBucket(bucket);
const key = 'round trip/客户端.txt';
const sent = `written through ${endpoint}`;
const { res } = await client.put(key, Buffer.from(sent));
const { content } = await client.get(key);
if (content.toString() !== sent) throw new Error(`got back ${content}`);
console.log(`${res.requestUrls[0]} answered ${res.status}; read back ${content.length} bytes`);
