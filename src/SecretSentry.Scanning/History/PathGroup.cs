using SecretSentry.Engine.Search;

namespace SecretSentry.Scanning.History;

/// <summary>One way to look at a blob.</summary>
/// <param name="Class">Class of the paths it holds for, see <see cref="PathClasses"/>.</param>
/// <param name="Path">One of them.</param>
internal readonly record struct PathGroup(int Class, string Path);
