namespace SecretSentry.Engine.Candidates;

/// <summary>Why a value is not a credential, whatever its context is.</summary>
internal enum FilterReason
{
    /// <summary>It may be a credential: the judge decides.</summary>
    None,

    /// <summary>It has fewer than <see cref="CandidateFilter.LeastValue"/> bytes.</summary>
    Short,

    /// <summary>A number without quotes in source code: a size, a count, or the number of a key.</summary>
    Number,

    /// <summary>A name without quotes in source code: a variable, a constant, or a function that is called.</summary>
    Identifier,

    /// <summary>It begins a reference to a variable or a template: <c>${X}</c>, <c>{{ x }}</c>, <c>$(x)</c>.</summary>
    Reference,

    /// <summary>Names joined by dots or arrows, or a call, without quotes.</summary>
    Member,

    /// <summary>Numbers joined by dots: a version, an address, a decimal.</summary>
    Version,

    /// <summary>A column or an index between the quotes of SQL: <c>KEY `x` (`y`)</c>.</summary>
    Column,

    /// <summary>Basic authorization (RFC 7617) that does not encode user and password.</summary>
    NoLogin,

    /// <summary>It marks the beginning of the next page of results: <c>nextPageToken</c>.</summary>
    PageToken,
}
