namespace SecretSentry.House;

/// <summary>A folder's use of a type of another folder.</summary>
/// <param name="User">The folder that uses it.</param>
/// <param name="Used">The folder it is in.</param>
/// <param name="Where">The first place in a file, and the type's name.</param>
internal sealed record TypeUse(string User, string Used, string Where);
