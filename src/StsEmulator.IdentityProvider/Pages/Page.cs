namespace StsEmulator.IdentityProvider.Pages;

/// <summary>One page that a person sees, without the frame that all pages have in common.</summary>
public sealed record Page
{
    /// <summary>Gets the heading, which is the document's title too.</summary>
    public required string Title { get; init; }

    /// <summary>Gets which part of the product this is, as the header says it.</summary>
    public string Place { get; init; } = "Identity provider";

    public required Html Content { get; init; }

    /// <summary>Gets a sentence under the heading: what the person is asked for, and by whom.</summary>
    public Html Lead { get; init; }

    /// <summary>Gets who is signed in, as the header says it; null for nobody.</summary>
    public string? SignedInAs { get; init; }

    /// <summary>Gets where a signed-in person signs out, a path of this server.</summary>
    public string? SignOutPath { get; init; }

    /// <summary>
    /// Gets the URLs of others that a form of this page leads to, straight or by a redirect: browsers stop a form at
    /// <c>form-action</c> of the content security policy, redirects included.
    /// </summary>
    public IReadOnlyList<Uri> FormTargets { get; init; } = [];

    /// <summary>Gets whether the form marked <see cref="Controls.SelfSubmitting"/> is sent without a click where scripts run.</summary>
    public bool SubmitsItself { get; init; }

    /// <summary>Gets whether the content needs room, as a table does.</summary>
    public bool IsWide { get; init; }
}
