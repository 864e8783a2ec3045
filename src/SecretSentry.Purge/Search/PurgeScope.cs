namespace SecretSentry.Purge.Search;

/// <summary>The locations besides file contents that a purge covers.</summary>
/// <param name="Messages">Messages of commits and tags, and headers that contain text.</param>
/// <param name="Identities">Names and mail addresses of people.</param>
/// <param name="Paths">Names of files and folders.</param>
/// <param name="RefNames">Names of branches and tags.</param>
/// <param name="Mentions">Ids of changed commits in messages of commits that change anyway.</param>
public sealed record PurgeScope(bool Messages, bool Identities, bool Paths, bool RefNames, bool Mentions);
