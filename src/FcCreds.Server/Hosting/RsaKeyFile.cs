using System.Security.Cryptography;

namespace FcCreds.Server.Hosting;

/// <summary>An RSA key of a data folder, made once and readable by its owner alone.</summary>
internal static class RsaKeyFile
{
    /// <summary>Signs upload callbacks.</summary>
    public const string Callback = "callback-key.pem";

    /// <summary>Signs OIDC tokens.</summary>
    public const string Oidc = "oidc-key.pem";

    private const int Bits = 2048;

    public static RSA Open(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            using var made = RSA.Create(Bits);
            PrivateFile.Write(path, made.ExportPkcs8PrivateKeyPem());
        }
        var key = RSA.Create();
        key.ImportFromPem(File.ReadAllText(path));
        return key;
    }
}
