namespace FcCreds.Storage.Embedded;

/// <summary>The data folder was written by a newer version.</summary>
internal sealed class DataFolderFormatException(string folder, int found, int known)
    : Exception($"The data folder {folder} has format {found}, and this version knows formats up to {known}. Use the newer version that wrote it, or another folder.");
