using SecretSentry.Findings;

namespace SecretSentry.Scanning.Cache;

/// <summary>A finding without its secret. Records the object that contains it, so that the object can be scanned again.</summary>
/// <param name="Object">Id of the object.</param>
/// <param name="SearchPath">The path under which the object was scanned.</param>
/// <param name="Found">Location in the object, before the finding was located in history.</param>
/// <param name="Finding">The finding as it was reported.</param>
internal sealed record CachedFinding(string Object, string SearchPath, Location Found, Finding Finding);
