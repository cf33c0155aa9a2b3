using FcCreds.Oss.Settings;

namespace FcCreds.Oss.Object;

/// <summary>
/// The server-side encryption that was asked for. The emulator encrypts nothing: it checks what is said, keeps it and says it again,
/// which is all that a client can see of it.
/// </summary>
/// <param name="Algorithm">AES256, SM4 or KMS.</param>
/// <param name="DataAlgorithm">With KMS: SM4, or null for AES256.</param>
/// <param name="KeyId">With KMS: the customer master key, or null for the one that OSS manages.</param>
internal sealed record ObjectEncryption(string Algorithm, string? DataAlgorithm, string? KeyId)
{
    public const string HeaderNames = $"{Header} {DataHeader} {KeyHeader}";

    private const string Header = "x-oss-server-side-encryption";
    private const string DataHeader = "x-oss-server-side-data-encryption";
    private const string KeyHeader = "x-oss-server-side-encryption-key-id";
    private const string Kms = "KMS";

    /// <summary>What the request says, or else the bucket; null when neither does.</summary>
    public static ObjectEncryption? Read(OssCall call)
    {
        var (algorithm, data, key) = (call.Header(Header), call.Header(DataHeader), call.Header(KeyHeader));
        if (algorithm is not (null or "AES256" or "SM4" or Kms) || data is not (null or "SM4"))
            throw OssErrors.InvalidEncryptionAlgorithmError.With(("ArgumentName", data is null or "SM4" ? Header : DataHeader), ("ArgumentValue", algorithm ?? data!));
        if (algorithm != Kms && (data ?? key) is { } stray)
            throw OssErrors.BadArgument($"{(data is null ? KeyHeader : DataHeader)} is for the encryption by KMS.", data is null ? KeyHeader : DataHeader, stray);
        return algorithm is null ? BucketEncryption.Of(call.Settings) : new(algorithm, data, key);
    }

    public static void Describe(OssReply reply, ObjectEncryption? encryption)
    {
        if (encryption is null) return;
        reply.With(Header, encryption.Algorithm).With(DataHeader, encryption.DataAlgorithm).With(KeyHeader, encryption.KeyId);
    }
}
