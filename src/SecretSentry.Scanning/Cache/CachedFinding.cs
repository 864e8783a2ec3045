using SecretSentry.Findings;

namespace SecretSentry.Scanning.Cache;

/// <summary>A finding without its secret: where it was placed, and in which object it stands so that it can be looked at again.</summary>
/// <param name="Object">Id of the object.</param>
/// <param name="SearchPath">The path under which the object was searched.</param>
/// <param name="Found">Place in the object, before the finding got its place in history.</param>
/// <param name="Finding">As it was reported.</param>
internal sealed record CachedFinding(string Object, string SearchPath, Location Found, Finding Finding);
