using System.Collections.Immutable;

namespace FcCreds.Identity.Ram;

/// <summary>Names of users, groups, roles, policies and providers are unique without regard to case, and keep the case they were given.</summary>
internal static class RamNames
{
    public static readonly StringComparer Comparer = StringComparer.OrdinalIgnoreCase;

    public static ImmutableSortedDictionary<string, T> None<T>() => ImmutableSortedDictionary.Create<string, T>(Comparer);

    /// <summary>As read from a document, where the comparer is not written.</summary>
    public static ImmutableSortedDictionary<string, T> Of<T>(ImmutableSortedDictionary<string, T> entities)
        => ReferenceEquals(entities.KeyComparer, Comparer) ? entities : entities.WithComparers(Comparer);

    public static readonly ImmutableSortedDictionary<string, string> NoTags = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Keys of tags are told apart by case.</summary>
    public static ImmutableSortedDictionary<string, string> Tags(ImmutableSortedDictionary<string, string> tags) => tags.WithComparers(StringComparer.Ordinal);
}
