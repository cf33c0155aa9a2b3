// What RAM keeps besides: login profiles, MFA devices, alias, password policy and security preference. And the old RPC client on RAM.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { account, admin, failure, host, uniqueName } from './support.mjs';
import { ram, userWithKey } from './ram.mjs';

const require = createRequire(import.meta.url);
const { RPCClient } = require('@alicloud/pop-core');

/** The code of an authenticator app for a step of 30 seconds. */
function code(seed, step) {
  const bits = [...seed].map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map(byte => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigInt64BE(BigInt(step));
  const hash = createHmac('sha1', key).update(counter).digest();
  return String((hash.readUInt32BE(hash.at(-1) & 15) & 0x7fffffff) % 1e6).padStart(6, '0');
}

export default {
  async 'A login profile is kept, and its password is as the password policy wants it'() {
    const userName = uniqueName('user');
    const keys = await userWithKey(userName);
    assert.equal((await failure(() => ram('GetLoginProfile', { userName }))).code, 'EntityNotExist.User.LoginProfile');
    assert.equal((await failure(() => ram('CreateLoginProfile', { userName, password: 'short' }))).code, 'InvalidParameter.Password.TooWeak');
    const { loginProfile } = await ram('CreateLoginProfile', { userName, password: 'long enough 1', passwordResetRequired: true });
    assert.deepEqual([loginProfile.userName, loginProfile.passwordResetRequired, loginProfile.MFABindRequired], [userName, true, false]);
    await ram('UpdateLoginProfile', { userName, passwordResetRequired: false });
    assert.equal((await ram('GetLoginProfile', { userName })).loginProfile.passwordResetRequired, false);
    await ram('AttachPolicyToUser', { policyType: 'System', policyName: 'AliyunRAMFullAccess', userName });
    assert.equal((await failure(() => ram('ChangePassword', { oldPassword: 'wrong', newPassword: 'long enough 2' }, keys))).code, 'InvalidParameter.OldPassword');
    await ram('ChangePassword', { oldPassword: 'long enough 1', newPassword: 'long enough 2' }, keys);
    await ram('DeleteLoginProfile', { userName });
  },

  async 'An MFA device is bound with two codes in a row'() {
    const [userName, virtualMFADeviceName] = [uniqueName('user'), uniqueName('mfa')];
    await ram('CreateUser', { userName });
    const { virtualMFADevice } = await ram('CreateVirtualMFADevice', { virtualMFADeviceName });
    assert.equal(virtualMFADevice.serialNumber, `acs:ram::${account}:mfa/${virtualMFADeviceName}`);
    const { serialNumber, base32StringSeed: seed } = virtualMFADevice;
    const bind = codes => ram('BindMFADevice', { userName, serialNumber, authenticationCode1: codes[0], authenticationCode2: codes[1] });
    const step = Math.floor(Date.now() / 30_000);
    assert.equal((await failure(() => bind([code(seed, step), code(seed, step)]))).code, 'CheckAuthenticationCodeFail');
    await bind([code(seed, step - 1), code(seed, step)]);
    assert.equal((await ram('GetUserMFAInfo', { userName })).MFADevice.serialNumber, serialNumber);
    const listed = (await ram('ListVirtualMFADevices')).virtualMFADevices.virtualMFADevice.find(one => one.serialNumber === serialNumber);
    assert.equal(listed.user.userName, userName);
    assert.equal((await failure(() => ram('DeleteVirtualMFADevice', { serialNumber }))).code, 'DeleteConflict.VirtualMFADevice.User');
    assert.equal((await failure(() => ram('DeleteUser', { userName }))).code, 'DeleteConflict.User.MFADevice');
    await ram('UnbindMFADevice', { userName });
    await ram('DeleteVirtualMFADevice', { serialNumber });
  },

  async 'The account keeps an alias, a password policy and a security preference'() {
    await ram('SetAccountAlias', { accountAlias: 'conformance-1' });
    assert.equal((await ram('GetAccountAlias')).accountAlias, 'conformance-1');
    assert.equal((await failure(() => ram('SetAccountAlias', { accountAlias: 'Not--this' }))).code, 'InvalidParameter.AccountAlias.Format');
    await ram('ClearAccountAlias');
    assert.equal((await failure(() => ram('GetAccountAlias'))).code, 'EntityNotExist.AccountAlias');

    const { passwordPolicy } = await ram('SetPasswordPolicy', { minimumPasswordLength: 12, maxLoginAttemps: 5 });
    assert.deepEqual([passwordPolicy.minimumPasswordLength, passwordPolicy.maxLoginAttemps, passwordPolicy.requireNumbers], [12, 5, false]);
    assert.equal((await ram('GetPasswordPolicy')).passwordPolicy.minimumPasswordLength, 12);
    await ram('SetPasswordPolicy', { minimumPasswordLength: 8 });

    await ram('SetSecurityPreference', { loginSessionDuration: 8, allowUserToManageAccessKeys: true });
    const { securityPreference } = await ram('GetSecurityPreference');
    assert.equal(securityPreference.loginProfilePreference.loginSessionDuration, 8);
    assert.equal(securityPreference.accessKeyPreference.allowUserToManageAccessKeys, true);
  },

  async 'The old RPC client manages users too, in GET and POST'() {
    const UserName = uniqueName('pop');
    const client = new RPCClient({ ...admin, endpoint: `http://${host}`, apiVersion: '2015-05-01' });
    const created = await client.request('CreateUser', { UserName }, { method: 'POST' });
    assert.equal(created.User.UserName, UserName);
    const listed = await client.request('ListUsers', { MaxItems: 1000 });
    assert.equal(listed.IsTruncated, false);
    assert.ok(listed.Users.User.some(user => user.UserName === UserName));
    const again = await failure(() => client.request('CreateUser', { UserName }));
    assert.equal(again.code, 'EntityAlreadyExists.User');
    await client.request('DeleteUser', { UserName });
  },
};
