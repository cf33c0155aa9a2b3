using System.Globalization;
using FcCreds.Drills.Running;

namespace FcCreds.Drills.Targets;

/// <summary>A program's clock, moved by libfaketime: a file says how far it is from real time. Monotonic clocks stay.</summary>
internal sealed class FakeTime
{
    private static readonly string[] Places =
    [
        "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
        "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
        "/usr/lib/faketime/libfaketimeMT.so.1",
        "/usr/lib64/faketime/libfaketimeMT.so.1",
        "/usr/local/lib/faketime/libfaketimeMT.so.1",
    ];

    private readonly string file;

    private FakeTime(string file) => this.file = file;

    public static FakeTime Prepare(DirectoryInfo folder, IDictionary<string, string?> environment)
    {
        var library = Array.Find(Places, File.Exists)
            ?? throw new DrillImpossible("This drill moves the clocks of its command too (clock: both), for which libfaketime is needed; it is not installed (Debian: apt install libfaketime).");
        var clock = new FakeTime(Path.Combine(folder.FullName, "clock"));
        clock.Move(TimeSpan.Zero);
        environment["LD_PRELOAD"] = library;
        environment["FAKETIME_TIMESTAMP_FILE"] = clock.file;
        environment["FAKETIME_NO_CACHE"] = "1";
        environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
        return clock;
    }

    public void Move(TimeSpan shift)
    {
        File.WriteAllText(file + ".new", string.Create(CultureInfo.InvariantCulture, $"{shift.TotalSeconds:+0;-0;+0}"));
        File.Move(file + ".new", file, overwrite: true);
    }
}
