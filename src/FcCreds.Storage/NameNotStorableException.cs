namespace FcCreds.Storage;

/// <summary>A name that OSS allows and this store cannot hold; the message says which limit it meets.</summary>
internal sealed class NameNotStorableException(string message) : Exception(message);
