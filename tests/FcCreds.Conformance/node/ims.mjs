// @alicloud/ims20190815: identity providers.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { account, admin, bystander, failure, openApi, uniqueName } from './support.mjs';

const require = createRequire(import.meta.url);
const Ims = require('@alicloud/ims20190815');

async function ims(operation, fields = {}, keys = admin) {
  const client = new Ims.default(openApi(keys));
  return (await client[operation[0].toLowerCase() + operation.slice(1)](new Ims[`${operation}Request`](fields))).body;
}

export default {
  async 'An OIDC provider is created, read, changed, listed and deleted'() {
    const OIDCProviderName = uniqueName('oidc');
    const issuerUrl = `https://${OIDCProviderName}.example`;
    const { OIDCProvider: made } = await ims('CreateOIDCProvider', { OIDCProviderName, issuerUrl, clientIds: 'a,b', fingerprints: '902ef2deeb3c5b13ea4c3d5193629309e2310000', description: 'd' });
    assert.equal(made.arn, `acs:ram::${account}:oidc-provider/${OIDCProviderName}`);
    assert.deepEqual([made.issuerUrl, made.clientIds, made.issuanceLimitTime, made.description], [issuerUrl, 'a,b', 12, 'd']);
    assert.equal((await failure(() => ims('CreateOIDCProvider', { OIDCProviderName, issuerUrl }))).code, 'EntityAlreadyExists.OIDCProvider');

    await ims('AddClientIdToOIDCProvider', { OIDCProviderName, clientId: 'c' });
    await ims('RemoveClientIdFromOIDCProvider', { OIDCProviderName, clientId: 'a' });
    await ims('AddFingerprintToOIDCProvider', { OIDCProviderName, fingerprint: 'ff00' });
    await ims('RemoveFingerprintFromOIDCProvider', { OIDCProviderName, fingerprint: '902ef2deeb3c5b13ea4c3d5193629309e2310000' });
    const { OIDCProvider: read } = await ims('GetOIDCProvider', { OIDCProviderName });
    assert.deepEqual([read.clientIds, read.fingerprints, read.gmtCreate], ['b,c', 'ff00', made.gmtCreate]);
    const { OIDCProvider: changed } = await ims('UpdateOIDCProvider', { OIDCProviderName, clientIds: 'x', issuanceLimitTime: 6, newDescription: 'e' });
    assert.deepEqual([changed.clientIds, changed.issuanceLimitTime, changed.description], ['x', 6, 'e']);
    assert.ok((await ims('ListOIDCProviders')).OIDCProviders.OIDCProvider.some(one => one.OIDCProviderName === OIDCProviderName));
    await ims('DeleteOIDCProvider', { OIDCProviderName });
    assert.equal((await failure(() => ims('GetOIDCProvider', { OIDCProviderName }))).code, 'EntityNotExist.OIDCProvider');
  },

  async 'An issuer is an https URL without query'() {
    for (const issuerUrl of ['http://issuer.example', 'https://issuer.example/?a=b', 'issuer'])
      assert.equal((await failure(() => ims('CreateOIDCProvider', { OIDCProviderName: uniqueName('oidc'), issuerUrl }))).code, 'InvalidParameter.IssuerUrl.Format');
  },

  async 'A SAML provider is created, read, changed, listed and deleted'() {
    const SAMLProviderName = uniqueName('saml');
    const encode = xml => Buffer.from(xml).toString('base64');
    await ims('CreateSAMLProvider', { SAMLProviderName, encodedSAMLMetadataDocument: encode('<EntityDescriptor/>'), description: 'd' });
    await ims('UpdateSAMLProvider', { SAMLProviderName, newEncodedSAMLMetadataDocument: encode('<EntityDescriptor entityID="x"/>') });
    const { SAMLProvider: read } = await ims('GetSAMLProvider', { SAMLProviderName });
    assert.deepEqual([read.description, read.encodedSAMLMetadataDocument], ['d', encode('<EntityDescriptor entityID="x"/>')]);
    assert.ok((await ims('ListSAMLProviders')).SAMLProviders.SAMLProvider.some(one => one.SAMLProviderName === SAMLProviderName));
    const malformed = await failure(() => ims('UpdateSAMLProvider', { SAMLProviderName, newEncodedSAMLMetadataDocument: encode('<a>') }));
    assert.equal(malformed.code, 'InvalidParameter.NewEncodedSAMLMetadataDocument.Format');
    await ims('DeleteSAMLProvider', { SAMLProviderName });
  },

  async 'Permission is asked for as for RAM'() {
    const error = await failure(() => ims('ListOIDCProviders', {}, bystander));
    assert.deepEqual([error.code, error.accessDeniedDetail.AuthAction], ['NoPermission', 'ram:ListOIDCProviders']);
  },
};
