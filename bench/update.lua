-- For wrk: an update of one action after another, as a signed-in person gives it:  wrk -s update.lua URL -- TARGETS COOKIE TOKEN
local targets, cookie, token, number = {}, nil, nil, 0
function init(arguments)
  for line in io.lines(arguments[1]) do targets[#targets + 1] = line end
  cookie, token = arguments[2], arguments[3]
  math.randomseed(os.time())
  number = math.random(#targets)
end
function request()
  number = number % #targets + 1
  local day = os.date('!*t')
  -- All that has happened is in sight, so that no two updates of one row clash.
  local body = 'session-token=' .. token .. '&seen=1000000000&what=news&rating=&narrative=Bench+' .. math.random(1000000000) ..
    '&as-at-day=' .. day.day .. '&as-at-month=' .. day.month .. '&as-at-year=' .. day.year
  return wrk.format('POST', '/actions/' .. targets[number] .. '/update',
    { ['Content-Type'] = 'application/x-www-form-urlencoded', ['Cookie'] = 'candour=' .. cookie }, body)
end
