using SecretSentry.Engine.Search;

namespace SecretSentry.Scanning.History;

/// <summary>One class of paths under which a blob is scanned.</summary>
/// <param name="Class">The class, see <see cref="PathClasses"/>.</param>
/// <param name="Path">One path of the class.</param>
internal readonly record struct PathGroup(int Class, string Path);
