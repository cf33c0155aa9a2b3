// @alicloud/sts20150401: AssumeRoleWithSAML, unsigned, with assertions as an identity provider signs them.
import assert from 'node:assert/strict';
import { createHash, createPrivateKey, sign } from 'node:crypto';
import { createRequire } from 'node:module';
import { account, failure, oss, openApi, roleArn, stsCredentials } from './support.mjs';
import { asToken, client } from './sts.mjs';

const require = createRequire(import.meta.url);
const { default: Sts, AssumeRoleWithSAMLRequest } = require('@alicloud/sts20150401');

// A key for this test alone; fccreds.yaml has its certificate.
const key = createPrivateKey({
  key: Buffer.from('MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQDFdSwon8HW7exoYkP6stgidskjynkBsUQLsrKLsCfOzKUfJ2YnzeVIkCnxbEtYfDqcHkAA2c+9N6xdjly1oLtQtiXoTyISazitRZJ3Qtjv0XYsmUpGE+UY3LJCNp8Wwp8Dd6MQrgZefHQ5vGEtkTi8PSCYhn4Lhhl/FHzxNE/WHpEdFXbvmu5uyD0ENLDhoupI88tTW+XnMs2JqRhdCUCz53q338Fa3gY3L4Utj0oyWuYdWlnZoHkk2/eAa5sxt6gWAxirtPgmcA3JHR6eNP70TJxZmPqmhOQ+0mni4uIcDnsLVzYhQxfilXN3imFVgz3gq6D+fvIYp0L0t84cBwb3AgMBAAECggEAGG+wR9TBieZG6AIlNIzWh6lYqhfAEvALokD6rKPfwU19L9ZR46Is+mZw8mI7DtfM7w4lUJWkCmAt8iQQoB+kns/z8AR/DHV9faALCLxamY88BzfvQ63pn8KMQvp8hLYQNL8lDIbk3eOcBJsmEZwTv+P2uTmHtshhNmNkNPuK184XrIO0FBbn8F0wcRSh30Z1caWiSVdu9b0exYGhd1ilmNj/+WGm9epHUNIGgKZFrAziLcwsGDN8o0U5jtTsGPA75zULTFw3bnqcbwVBznO8iVLKPzyMqiF/fhdN1dl0x2xZiBVS0VrP5d5mEzMeReaGedVxa5BtQp15BaEQUhchHQKBgQD4j6rgsewC7ueCzJTDr1YWAwjJNuq0SReA5VRvySNQYWD6XL36Lav2T0+MWsx8pr8f+/Nx42RmXZZKWCAyf2KcjZS4ZMX00mnN2nGlTlFv7mNTncRIJJ9R5yeVoh+szuLxWhExA5JoWhG72YBjV7qko2QWJrD3H7sKKOB1jmDGswKBgQDLXfrAq2Z6xp/ioGIkNyqTR4qE5bwZ/IstgADrhpckFmidqrt/80CTBQN0nKLBWfjpgg5DD0MqIK59emiz3ufq3bP5ferumatI9JkLwzTqUfRYV152KsZh66FMkfex85pkYstNXEMCLY2tb1F0NrtAO7g3yDN22BKxruj52zxArQKBgDZE//UhQ7t8N/X5/v0eujgCH5f3MpV8Y/JTn/TsQJabPFZNi3klIaect2yYoo8QxSgRlZynHlOvWVIQHa+I2pn925vK/OGwU0OLz0ZdbDB5JxyplKJ/xH1Yb+8ev7W2UhyKIrjF4+B+0eJm4b5O+ERcHE0t03ORbQAR3rgsBvs7AoGAT5wXiArQ0Ckm97lfEdxCn2r3D7U7IFUbSpF8SrbiPa9D/sySH7FiyurAgoq6r8P/y7Es0hWMblZi2B3uFNOip+9n/7fKGuMvCR0vOEqPUVcJtvdktA9kn3p1JxtRAmlhPADsovkGBjk85/LWyQ6P2MJICBYoB1LoZoQZEY5AFPUCgYAK0sImnrs5fkPVAj7DTc/HuzkTKA4roxBE+iRU8dFZbThu0e9VnSounFjEUL5geHk5zBSx5V38qupxy9wun3PCJeQJU12h/7I97SkHcIHcLZoUFCwciNWk9+XGeEQT3sp9htsYxFZ4CZ4NG4rO18iEq4f61guANf+GEeG1dwnoSw==', 'base64'),
  format: 'der',
  type: 'pkcs8',
});
const provider = `acs:ram::${account}:saml-provider/adfs`;
const attribute = (name, value) => `<Attribute Name="https://www.aliyun.com/SAML-Role/Attributes/${name}"><AttributeValue>${value}</AttributeValue></Attribute>`;

/** Everything is written in its canonical form, so that the text itself is what is hashed and signed. */
function response({ until = Date.now() + 300_000, subject = 'alice@example.com', tampered = subject } = {}) {
  const end = new Date(until).toISOString();
  const body = `<Subject><NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">${subject}</NameID><SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><SubjectConfirmationData NotOnOrAfter="${end}" Recipient="https://signin.aliyun.com/saml-role/sso"></SubjectConfirmationData></SubjectConfirmation></Subject>`
    + `<Conditions NotOnOrAfter="${end}"><AudienceRestriction><Audience>urn:alibaba:cloudcomputing</Audience></AudienceRestriction></Conditions>`
    + `<AttributeStatement>${attribute('RoleSessionName', 'alice')}${attribute('Role', `${roleArn('staff')},${provider}`)}</AttributeStatement>`;
  const head = '<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a1" Version="2.0"><Issuer>https://idp.example.com/metadata</Issuer>';
  const digest = createHash('sha256').update(`${head}${body}</Assertion>`).digest('base64');
  const signedInfo = '<SignedInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"></CanonicalizationMethod>'
    + '<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></SignatureMethod><Reference URI="#_a1"><Transforms>'
    + '<Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"></Transform><Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"></Transform>'
    + `</Transforms><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></DigestMethod><DigestValue>${digest}</DigestValue></Reference></SignedInfo>`;
  const signature = `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">${signedInfo}<SignatureValue>${sign('sha256', Buffer.from(signedInfo), key).toString('base64')}</SignatureValue></Signature>`;
  const xml = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r1" Version="2.0">${head}${signature}${body.replace(subject, tampered)}</Assertion></samlp:Response>`;
  return Buffer.from(xml).toString('base64');
}

const assume = async (assertion, more = {}) => (await new Sts(openApi({})).assumeRoleWithSAML(new AssumeRoleWithSAMLRequest({
  SAMLProviderArn: provider, roleArn: roleArn('staff'), SAMLAssertion: assertion, ...more,
}))).body;

export default {
  async 'AssumeRoleWithSAML answers credentials and what the assertion says'() {
    const body = await assume(response());
    assert.equal(body.assumedRoleUser.arn, `${roleArn('staff')}/alice`);
    assert.equal(body.SAMLAssertionInfo.subject, 'alice@example.com');
    assert.equal(body.SAMLAssertionInfo.subjectType, 'persistent');
    assert.equal(body.SAMLAssertionInfo.issuer, 'https://idp.example.com/metadata');
    assert.equal(body.SAMLAssertionInfo.recipient, 'https://signin.aliyun.com/saml-role/sso');
    const { body: identity } = await client(asToken(body.credentials)).getCallerIdentity();
    assert.equal(identity.arn, `acs:ram::${account}:assumed-role/staff/alice`);
    assert.ok((await oss(stsCredentials(body.credentials)).listBuckets({})).res.status === 200);
  },

  async 'An expired assertion is AuthenticationFail.SAMLAssertion.Expired'() {
    const error = await failure(() => assume(response({ until: Date.now() - 1000 })));
    assert.equal(error.code, 'AuthenticationFail.SAMLAssertion.Expired');
    assert.equal(error.statusCode, 401);
  },

  async 'A changed assertion is AuthenticationFail.SAMLAssertion.Invalid'() {
    const error = await failure(() => assume(response({ tampered: 'admin@example.com' })));
    assert.equal(error.code, 'AuthenticationFail.SAMLAssertion.Invalid');
  },

  async 'A provider that is not there is EntityNotExist.SAMLProvider'() {
    const error = await failure(() => assume(response(), { SAMLProviderArn: `${provider}2` }));
    assert.equal(error.code, 'EntityNotExist.SAMLProvider');
    assert.equal(error.statusCode, 404);
  },
};
