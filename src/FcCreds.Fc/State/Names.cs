using System.Collections.Immutable;

namespace FcCreds.Fc.State;

/// <summary>FC tells all its names apart by case.</summary>
internal static class Names
{
    public static ImmutableSortedDictionary<string, T> None<T>() => ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);

    /// <summary>As read from a document: where the comparer is not written, and an older one may lack the entities.</summary>
    public static ImmutableSortedDictionary<string, T> Of<T>(ImmutableSortedDictionary<string, T>? entities)
        => entities is null ? None<T>() : ReferenceEquals(entities.KeyComparer, StringComparer.Ordinal) ? entities : entities.WithComparers(StringComparer.Ordinal);
}
