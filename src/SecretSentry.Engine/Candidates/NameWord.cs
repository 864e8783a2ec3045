namespace SecretSentry.Engine.Candidates;

/// <summary>What single words say in a name. The numbers stand in the judge's tables: new ones go to the end.</summary>
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
