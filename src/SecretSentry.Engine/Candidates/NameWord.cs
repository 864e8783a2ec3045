namespace SecretSentry.Engine.Candidates;

/// <summary>Meanings of single words in a name. The numbers are used in the judge's tables, so new ones are added at the end.</summary>
internal enum NameWord
{
    /// <summary>Nothing.</summary>
    None,
    Password,
    Secret,
    Token,
    Key,
    Auth,
    Credential,
    Salt,
    Hash,
    Cookie,
    Api,
    Private,
    Public,
    Identity,
    Location,
    Interface,
    Property,
    Index,
    Change,
    Variable,
    Sample,
    Product,
    Encrypted,
    User,
}
