using FcCreds.Core.Journal;

namespace FcCreds.Tests.Fc;

/// <summary>Waits for what happens by itself.</summary>
internal static class Journalled
{
    /// <summary>The first notes of that kind, as soon as there are so many. Give the test a time limit.</summary>
    public static async Task<IReadOnlyList<JournalNote>> NotesAsync(this IJournal journal, string kind, int count)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (true)
        {
            var found = journal.Read(new() { Limit = int.MaxValue }).OfType<JournalNote>().Where(note => note.Kind == kind).ToList();
            if (found.Count >= count) return found;
            await poll.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    public static async Task<JournalNote> NoteAsync(this IJournal journal, string kind) => (await journal.NotesAsync(kind, 1))[0];
}
