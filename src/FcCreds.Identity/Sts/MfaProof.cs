using System.Text.RegularExpressions;
using FcCreds.Core.Callers;
using FcCreds.Identity.Ram.Api;
using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Sts;

/// <summary>
/// SerialNumber and TokenCode of AssumeRole, which only its error codes tell of: proof that the caller has their MFA device.
/// </summary>
internal static partial class MfaProof
{
    /// <summary>True when proof was given; false when none was tried.</summary>
    public static bool Read(RpcRequest request, Caller caller, AccountRecord? account, DateTimeOffset now)
    {
        var (hasSerialNumber, hasCode) = (request.Has("SerialNumber", out var serialNumber), request.Has("TokenCode", out var code));
        if (!hasSerialNumber && !hasCode) return false;
        var device = account?.MfaDevices.Values.FirstOrDefault(one => VirtualMfaDevice.SerialNumberOf(account.AccountId, one.DeviceName) == serialNumber);
        // Somebody else's device proves nothing; that it exists is not told.
        if (device is null || caller.Kind != CallerKind.RamUser || device.UserName != caller.Name) throw StsErrors.SerialNumber.With();
        if (!hasCode || !Code().IsMatch(code!) || !device.Base32Seed.IsOpen || !OneTimePassword.IsOf(device.Base32Seed.Opened.Value, code!, now)) throw StsErrors.TokenCode.With();
        return true;
    }

    [GeneratedRegex(@"\A[0-9]{6}\z")]
    private static partial Regex Code();
}
