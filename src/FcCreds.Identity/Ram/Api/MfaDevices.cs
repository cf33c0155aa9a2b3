using System.Security.Cryptography;
using FcCreds.Core.Callers;
using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Ram.Api;

/// <summary>CreateVirtualMFADevice, ListVirtualMFADevices, DeleteVirtualMFADevice, BindMFADevice, UnbindMFADevice, GetUserMFAInfo.</summary>
internal static class MfaDevices
{
    private const int SeedLength = 40;
    private const int CodeLength = 6;

    /// <summary>Without the picture of the seed (QRCodePNG) that the cloud adds.</summary>
    public static RamChange Create(RamRequest request, AccountRecord account)
    {
        var name = RamText.MfaDeviceName(request);
        if (account.MfaDevices.ContainsKey(name)) throw RamErrors.MfaDeviceExists.With();
        if (account.MfaDevices.Count >= RamLimits.MfaDevices) throw RamErrors.TooManyMfaDevices.With();
        var device = new VirtualMfaDevice(name, new Secret(RandomNumberGenerator.GetString(OneTimePassword.Base32, SeedLength)), request.Now);
        return new(
            account with { MfaDevices = account.MfaDevices.Add(name, device) },
            ReplyField.Group("VirtualMFADevice", ReplyField.Of("SerialNumber", SerialNumber(request, device)), ReplyField.Of("Base32StringSeed", device.Base32Seed.Opened.Value)));
    }

    public static ReplyField[] List(RamRequest request, AccountRecord account)
        => [RamFields.List("VirtualMFADevices", "VirtualMFADevice", account.MfaDevices.Values.Select(device => Fields(request, account, device)))];

    public static RamChange Delete(RamRequest request, AccountRecord account)
    {
        var device = BySerialNumber(request, account);
        return device.UserName is null ? new(account with { MfaDevices = account.MfaDevices.Remove(device.DeviceName) }) : throw RamErrors.DeviceHasUser.With();
    }

    /// <summary>Asks for two codes in a row, as proof that the user has the device.</summary>
    public static RamChange Bind(RamRequest request, AccountRecord account)
    {
        var (user, device) = (Principals.Users.Find(request, account), BySerialNumber(request, account));
        string[] codes = [request.Required("AuthenticationCode1"), request.Required("AuthenticationCode2")];
        if (codes.Any(code => code.Length != CodeLength || !code.All(char.IsAsciiDigit))) throw RamErrors.CodeFormat.With();
        if (device.UserName is not null) throw RamErrors.MfaDeviceIsBound.With();
        if (DeviceOf(account, user) is not null) throw RamErrors.UserHasMfaDevice.With();
        if (!OneTimePassword.AreInARow(device.Base32Seed.Opened.Value, codes[0], codes[1], request.Now)) throw RamErrors.WrongCode.With();
        return new(With(account, device with { UserName = user.UserName, ActivateDate = request.Now }));
    }

    public static RamChange Unbind(RamRequest request, AccountRecord account)
    {
        var device = DeviceOf(account, Principals.Users.Find(request, account)) ?? throw RamErrors.NoMfaDeviceOfUser.With();
        return new(
            With(account, device with { UserName = null, ActivateDate = null }),
            ReplyField.Group("MFADevice", ReplyField.Of("SerialNumber", SerialNumber(request, device))));
    }

    public static ReplyField[] OfUser(RamRequest request, AccountRecord account)
    {
        var device = DeviceOf(account, Principals.Users.Find(request, account)) ?? throw RamErrors.NoMfaDeviceOfUser.With();
        return [ReplyField.Group("MFADevice", ReplyField.Of("SerialNumber", SerialNumber(request, device)), ReplyField.Of("Type", "VMFA"))];
    }

    private static VirtualMfaDevice? DeviceOf(AccountRecord account, UserRecord user) => account.MfaDevices.Values.FirstOrDefault(device => device.UserName == user.UserName);

    private static VirtualMfaDevice BySerialNumber(RamRequest request, AccountRecord account)
    {
        var asked = request.Required("SerialNumber");
        return account.MfaDevices.Values.FirstOrDefault(device => SerialNumber(request, device) == asked) ?? throw RamErrors.NoMfaDevice.With();
    }

    private static AccountRecord With(AccountRecord account, VirtualMfaDevice device) => account with { MfaDevices = account.MfaDevices.SetItem(device.DeviceName, device) };

    private static string SerialNumber(RamRequest request, VirtualMfaDevice device) => VirtualMfaDevice.SerialNumberOf(request.AccountId, device.DeviceName);

    private static ReplyField[] Fields(RamRequest request, AccountRecord account, VirtualMfaDevice device)
    {
        List<ReplyField> fields = [ReplyField.Of("SerialNumber", SerialNumber(request, device))];
        if (device.ActivateDate is { } activated) fields.Add(RamFields.Date("ActivateDate", activated));
        if (device.UserName is { } name && account.Users.TryGetValue(name, out var user))
            fields.Add(ReplyField.Group("User", ReplyField.Of("UserId", user.UserId), ReplyField.Of("UserName", user.UserName), ReplyField.Of("DisplayName", user.DisplayName)));
        return [.. fields];
    }
}
