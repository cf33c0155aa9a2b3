// @alicloud/sts20150401: AssumeRoleWithOIDC, unsigned, with tokens as a cluster issues them.
import assert from 'node:assert/strict';
import { createPrivateKey, sign } from 'node:crypto';
import { createRequire } from 'node:module';
import { account, failure, oss, openApi, roleArn, stsCredentials } from './support.mjs';
import { asToken, client } from './sts.mjs';

const require = createRequire(import.meta.url);
const { AssumeRoleWithOIDCRequest } = require('@alicloud/sts20150401');
const { default: Sts } = require('@alicloud/sts20150401');

// A key for this test alone; fccreds.yaml has its public half.
const key = createPrivateKey({
  format: 'jwk',
  key: { kty: 'EC', crv: 'P-256', x: 'vewgd4DRZixbSFLH1kDfX_vQuU8Uq7wanILKqYhS1qY', y: 'nKfItR27r9BqFn3wZLzg86JHDyOJjOCOL4mK74U0lIE', d: 'kayqi4cEVCAMjAwA7vr0rOWzSQE33YcHAGcCLcIy_JU' },
});
const part = fields => Buffer.from(JSON.stringify(fields)).toString('base64url');

function token(claims = {}) {
  const now = Math.floor(Date.now() / 1000);
  const said = { iss: 'https://cluster.example.com', sub: 'system:serviceaccount:shop:orders', aud: ['sts.aliyuncs.com'], iat: now, exp: now + 3600, ...claims };
  const signed = `${part({ alg: 'ES256', kid: 'cluster-1', typ: 'JWT' })}.${part(said)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

const assume = async oidcToken => (await new Sts(openApi({})).assumeRoleWithOIDC(new AssumeRoleWithOIDCRequest({
  OIDCProviderArn: `acs:ram::${account}:oidc-provider/cluster`, roleArn: roleArn('pod'), OIDCToken: oidcToken, roleSessionName: 'orders',
}))).body;

export default {
  async 'AssumeRoleWithOIDC answers credentials and what the token says'() {
    const body = await assume(token());
    assert.equal(body.assumedRoleUser.arn, `acs:ram::${account}:role/pod/orders`);
    assert.equal(body.OIDCTokenInfo.subject, 'system:serviceaccount:shop:orders');
    assert.equal(body.OIDCTokenInfo.clientIds, 'sts.aliyuncs.com');
    const { body: identity } = await client(asToken(body.credentials)).getCallerIdentity();
    assert.equal(identity.arn, `acs:ram::${account}:assumed-role/pod/orders`);
    assert.ok((await oss(stsCredentials(body.credentials)).listBuckets({})).res.status === 200);
  },

  async 'An expired token is AuthenticationFail.OIDCToken.Expired'() {
    const error = await failure(() => assume(token({ exp: Math.floor(Date.now() / 1000) - 1 })));
    assert.equal(error.code, 'AuthenticationFail.OIDCToken.Expired');
    assert.equal(error.statusCode, 401);
  },

  async 'A token of another service account is AuthenticationFail.NoPermission'() {
    const error = await failure(() => assume(token({ sub: 'system:serviceaccount:shop:billing' })));
    assert.equal(error.code, 'AuthenticationFail.NoPermission');
  },
};
