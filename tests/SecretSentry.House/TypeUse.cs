namespace SecretSentry.House;

/// <summary>A folder's use of a type of another folder.</summary>
/// <param name="User">The folder that uses the type.</param>
/// <param name="Used">The folder that contains the type.</param>
/// <param name="Where">The first location in a file, and the type's name.</param>
internal sealed record TypeUse(string User, string Used, string Where);
