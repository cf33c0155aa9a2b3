using System.IO.Compression;
using System.Text;

namespace FcCreds.Tests.Fc;

internal static class Zip
{
    /// <summary>A package with one <c>index.py</c>.</summary>
    public static byte[] OfIndex(string code) => Of(("index.py", code));

    public static byte[] Of(params (string Name, string Text)[] files)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return bytes.ToArray();
    }
}
