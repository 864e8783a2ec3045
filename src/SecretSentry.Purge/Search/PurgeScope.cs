namespace SecretSentry.Purge.Search;

/// <summary>Which places besides the contents of files are covered.</summary>
/// <param name="Messages">Messages of commits and tags, and headers that hold text.</param>
/// <param name="Identities">Names and mails of people.</param>
/// <param name="Paths">Names of files and folders.</param>
/// <param name="RefNames">Names of branches and tags.</param>
/// <param name="Mentions">Ids of changed commits in messages of commits that change anyway.</param>
public sealed record PurgeScope(bool Messages, bool Identities, bool Paths, bool RefNames, bool Mentions);
