using System.Security.Cryptography;

namespace FcCreds.Server.Hosting;

/// <summary>The RSA key that signs upload callbacks: one per data folder, made once.</summary>
internal static class CallbackKey
{
    private const int Bits = 2048;

    public static RSA Open(string folder)
    {
        var path = Path.Combine(folder, "callback-key.pem");
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
