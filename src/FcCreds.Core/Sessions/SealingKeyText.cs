namespace FcCreds.Core.Sessions;

/// <summary>A ring as text: one <c>id:state:base64</c> per key, separated by commas or line ends.</summary>
internal static class SealingKeyText
{
    public const int MaterialLength = 32;

    private static readonly (string Name, SealingKeyState State)[] States =
    [
        ("staged", SealingKeyState.Staged),
        ("primary", SealingKeyState.Primary),
        ("verify-only", SealingKeyState.VerifyOnly),
        ("retired", SealingKeyState.Retired),
    ];

    public static string NameOf(SealingKeyState state) => States.First(s => s.State == state).Name;

    public static SealingKey[] Read(string text)
    {
        var entries = text.Split([',', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var keys = entries.Select((entry, at) => ReadKey(entry, at + 1)).ToArray();
        if (keys.Count(key => key.State == SealingKeyState.Primary) != 1) throw new FormatException("A sealing key ring has exactly one primary key.");
        if (keys.DistinctBy(key => key.KeyId).Count() != keys.Length) throw new FormatException("Two sealing keys have the same id.");
        return keys;
    }

    public static string Write(IEnumerable<SealingKey> keys)
        => string.Concat(keys.Select(key => $"{key.KeyId}:{NameOf(key.State)}:{key.Export()}\n"));

    /// <summary>Messages count entries and never quote them: a mistyped entry may still be somebody's key.</summary>
    private static SealingKey ReadKey(string entry, int at)
    {
        var fields = entry.Split(':');
        if (fields.Length != 3) throw new FormatException($"Sealing key {at} is not id:state:base64.");
        if (fields[0].Length != SealingKey.KeyIdLength || !fields[0].All(char.IsAsciiLetterOrDigit))
            throw new FormatException($"The id of sealing key {at} is not {SealingKey.KeyIdLength} letters and digits.");
        var state = Array.Find(States, s => s.Name == fields[1]);
        if (state.Name is null) throw new FormatException($"The state of sealing key {at} is not staged, primary, verify-only or retired.");
        var material = new byte[MaterialLength];
        if (!Convert.TryFromBase64String(fields[2], material, out var written) || written != MaterialLength)
            throw new FormatException($"Sealing key {at} is not {MaterialLength} bytes of base64.");
        return new(fields[0], state.State, material);
    }
}
