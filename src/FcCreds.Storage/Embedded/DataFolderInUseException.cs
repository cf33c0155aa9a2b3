namespace FcCreds.Storage.Embedded;

/// <summary>Another process has the data folder open.</summary>
internal sealed class DataFolderInUseException(string folder, int? pid, string? url) : Exception(Sentence(folder, pid, url))
{
    public string Folder { get; } = folder;

    /// <summary>The process that <c>server.json</c> names.</summary>
    public int? Pid { get; } = pid;

    /// <summary>The address that <c>server.json</c> names.</summary>
    public string? Url { get; } = url;

    private static string Sentence(string folder, int? pid, string? url)
    {
        var process = pid is null ? "another process" : $"process {pid}";
        var address = url is null ? "" : $", which serves {url}";
        return $"The data folder {folder} is in use by {process}{address}. Use that server, stop it, or name another folder.";
    }
}
