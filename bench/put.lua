-- For wrk: an update of one of Redmine's 5,000 issues after another:  wrk -s put.lua URL -- KEY-FILE
local key, number = nil, 0
function init(arguments)
  key = io.open(arguments[1]):read('*l')
  math.randomseed(42)
end
function request()
  number = number + 1
  return wrk.format('PUT', '/issues/' .. math.random(1, 5000) .. '.json', { ['Content-Type'] = 'application/json', ['X-Redmine-API-Key'] = key },
    '{"issue":{"subject":"Bench ' .. number .. ' ' .. math.random(1000000000) .. '","notes":"updated ' .. number .. '"}}')
end
