using FcCreds.Server.Hosting;

namespace FcCreds.Server.Capture;

/// <summary>The script that leads Node.js here, which does not read proxy variables by itself (seen with Node 20 and ali-oss 6.23).</summary>
internal static class NodeCapture
{
    private const string Script = "node-capture.cjs";

    /// <summary>Puts the script into a folder and says where it is.</summary>
    public static string Unpack(string folder)
    {
        using var source = new StreamReader(typeof(NodeCapture).Assembly.GetManifestResourceStream(Script)!);
        var path = Path.Combine(folder, Script);
        PrivateFile.Write(path, source.ReadToEnd());
        return path;
    }

    /// <summary>What NODE_OPTIONS has to say to load it.</summary>
    public static string Option(string path) => $"--require \"{path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
