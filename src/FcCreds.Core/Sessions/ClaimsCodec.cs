using System.Text;

namespace FcCreds.Core.Sessions;

/// <summary>Claims as bytes: session id, times and scope of fixed length, then texts with their length in front.</summary>
internal static class ClaimsCodec
{
    public static byte[] Write(SessionClaims claims)
    {
        using var bytes = new MemoryStream(256);
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Convert.FromHexString(claims.SessionId));
        writer.Write(claims.IssuedAt.ToUnixTimeSeconds());
        writer.Write(claims.ExpiresAt.ToUnixTimeSeconds());
        writer.Write((byte)claims.Scope);
        writer.Write(claims.AccessKeyId);
        writer.Write(claims.AccountId);
        writer.Write(claims.RoleId);
        writer.Write(claims.RoleName);
        writer.Write(claims.RoleSessionName);
        writer.Write(claims.IssuedTo);
        WriteOptional(writer, claims.SessionPolicy);
        WriteOptional(writer, claims.SourceIdentity);
        return bytes.ToArray();
    }

    /// <summary>Null when the bytes are of a layout that this version does not know.</summary>
    public static SessionClaims? Read(byte[] content)
    {
        using var reader = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        try
        {
            return new()
            {
                SessionId = Convert.ToHexStringLower(reader.ReadBytes(16)),
                IssuedAt = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()),
                ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()),
                Scope = (SessionScope)reader.ReadByte(),
                AccessKeyId = reader.ReadString(),
                AccountId = reader.ReadString(),
                RoleId = reader.ReadString(),
                RoleName = reader.ReadString(),
                RoleSessionName = reader.ReadString(),
                IssuedTo = reader.ReadString(),
                SessionPolicy = ReadOptional(reader),
                SourceIdentity = ReadOptional(reader),
            };
        }
        catch (Exception unknown) when (unknown is IOException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static void WriteOptional(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null) writer.Write(text);
    }

    private static string? ReadOptional(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;
}
