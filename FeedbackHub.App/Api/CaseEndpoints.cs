using FeedbackHub.App.Telemetry;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Intake;
using Microsoft.AspNetCore.Mvc;

namespace FeedbackHub.App.Api;

/// <summary>Filing, listing and reading cases.</summary>
public static class CaseEndpoints
{
    /// <summary>The header that makes a repeated filing find the case it became.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>Maps them.</summary>
    public static void MapCases(this RouteGroupBuilder api)
    {
        api.MapPost("/cases", FileAsync).WithName("fileCase").WithSummary("File a case")
            .WithDescription("Needs the scope file. The answer is what to tell the customer at once. Repeat it with the same Idempotency-Key as often as you like: one case comes of it, with the same receipt (200 instead of 201).")
            .Produces<ReceiptResource>(StatusCodes.Status201Created).Produces<ReceiptResource>()
            .WithProblems("malformed", "idempotency-key-missing", "too-large", "not-json", "invalid", "idempotency-key-reused")
            .WithMetadata(new ApiExample(new FilingBody
            {
                Description = "Your technician came once, on 4 November, and I have been billed twice.",
                Wanted = "Return the second charge.",
                Name = "Maria Okafor",
                Email = "maria.okafor@example.com",
            }));
        api.MapGet("/cases", ListAsync).WithName("listCases").WithSummary("List cases")
            .WithDescription("Needs the scope read. Pages are read by key: ask for the next one with after = next. Cases outside the token's departments are not listed.")
            .Produces<CaseListResource>().WithProblems("malformed", "invalid");
        api.MapGet("/cases/{number}", ReadAsync).WithName("readCase").WithSummary("Read a case")
            .WithDescription("Needs the scope read.")
            .Produces<CaseResource>().WithProblems("not-found");
    }

    private static async Task<IResult> FileAsync(
        [FromHeader(Name = IdempotencyKey)] string? key, FilingBody body, ApiCaller caller, FileCase file, ApiProblems problems, HttpResponse response, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(key))
        {
            return problems.Of("idempotency-key-missing");
        }

        var filed = await file.FileMeasuredAsync(caller.Actor, body.AsFiled(key), cancel);
        if (!filed.Succeeded)
        {
            return problems.Of(filed.Failure);
        }

        var receipt = ReceiptResource.Of(filed.Value);
        response.Headers.Location = $"{HubApi.Path}/cases/{receipt.Number}";
        response.Headers.CacheControl = "no-store";
        return filed.Value.Repeated ? TypedResults.Ok(receipt) : TypedResults.Json(receipt, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync([AsParameters] CaseListQuery query, ApiCaller caller, ListQueue list, ApiProblems problems, CancellationToken cancel)
    {
        var request = query.AsRequest();
        if (!request.Succeeded)
        {
            return problems.Of(request.Failure);
        }

        var page = await list.ExecuteAsync(caller.Actor, request.Value, cancel);
        return page.Succeeded ? TypedResults.Ok(CaseListResource.Of(page.Value)) : problems.Of(page.Failure);
    }

    private static async Task<IResult> ReadAsync(string number, ApiCaller caller, FindCaseByNumber find, ReadCase read, ApiProblems problems, CancellationToken cancel)
    {
        var view = await caller.OnCaseAsync(find, number, read, id => new ReadCase.Request(id), cancel);
        return view.Succeeded ? TypedResults.Ok(CaseResource.Of(view.Value)) : problems.Of(view.Failure);
    }
}
